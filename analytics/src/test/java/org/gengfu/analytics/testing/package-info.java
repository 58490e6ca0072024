/** What the tests of analytics share. */
@NullMarked
package org.gengfu.analytics.testing;

import org.jspecify.annotations.NullMarked;
