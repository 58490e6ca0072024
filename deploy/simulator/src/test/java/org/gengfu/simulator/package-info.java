@NullMarked
package org.gengfu.simulator;

import org.jspecify.annotations.NullMarked;
