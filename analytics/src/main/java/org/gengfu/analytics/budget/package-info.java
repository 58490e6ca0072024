/** Who of the active cameras may decode how much of the cores that are set aside for it. */
@NullMarked
package org.gengfu.analytics.budget;

import org.jspecify.annotations.NullMarked;
