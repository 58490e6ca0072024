/** Folders of scenes with a known truth, judged by the live cameras' own pipeline and scored. */
@NullMarked
package org.gengfu.analytics.evaluation;

import org.jspecify.annotations.NullMarked;
