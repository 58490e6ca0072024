/**
 * From encoded pictures to luma and to JPEG, by libavcodec through JavaCV's FFmpeg presets. No type
 * of theirs leaves this package. Native memory is freed by hand, on every path: nothing here waits
 * for the garbage collector.
 */
@NullMarked
package org.gengfu.analytics.decode;

import org.jspecify.annotations.NullMarked;
