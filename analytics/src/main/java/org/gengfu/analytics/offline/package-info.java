/** One video file judged by one scene file, through the live cameras' own pipeline. */
@NullMarked
package org.gengfu.analytics.offline;

import org.jspecify.annotations.NullMarked;
