/** What fields can be refused for. */
@NullMarked
package org.gengfu.core.checks;

import org.jspecify.annotations.NullMarked;
