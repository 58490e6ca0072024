/** Encoded pictures and their order in time, free of any codec or network library. */
@NullMarked
package org.gengfu.simulator.clip;

import org.jspecify.annotations.NullMarked;
