/** Pictures to H.264; the simulator's only place that touches FFmpeg. */
@NullMarked
package org.gengfu.simulator.encode;

import org.jspecify.annotations.NullMarked;
