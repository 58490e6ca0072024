/** How the system shares its processors among our threads. */
@NullMarked
package org.gengfu.core.threads;

import org.jspecify.annotations.NullMarked;
