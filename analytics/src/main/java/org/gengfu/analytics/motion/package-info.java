/** Who and what moves: tracks over pictures of any cadence, and the rules that ask for them. */
@NullMarked
package org.gengfu.analytics.motion;

import org.jspecify.annotations.NullMarked;
