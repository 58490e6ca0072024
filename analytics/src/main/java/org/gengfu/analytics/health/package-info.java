/** Is the picture of a camera well? Judged from keyframes that are decoded anyway. */
@NullMarked
package org.gengfu.analytics.health;

import org.jspecify.annotations.NullMarked;
