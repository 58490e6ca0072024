/**
 * An object detector through ONNX Runtime: the only package that knows ONNX Runtime's types. It
 * gives a second opinion on candidates; everything works without it.
 */
@NullMarked
package org.gengfu.analytics.detect;

import org.jspecify.annotations.NullMarked;
