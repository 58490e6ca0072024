/**
 * A camera's way through analytics: keyframes are taken on its event loop, decoded and judged on a
 * worker, and what was seen is told to the sink until the sink has kept it.
 */
@NullMarked
package org.gengfu.analytics.pipeline;

import org.jspecify.annotations.NullMarked;
