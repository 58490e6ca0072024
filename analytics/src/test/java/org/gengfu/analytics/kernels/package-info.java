/** The picture kernels beside their twins: pictures for both, OpenCV, and the table of figures. */
@NullMarked
package org.gengfu.analytics.kernels;

import org.jspecify.annotations.NullMarked;
