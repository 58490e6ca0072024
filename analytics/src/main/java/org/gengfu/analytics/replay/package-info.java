/** Rules tried over recordings and readings. See docs/design/replay.md. */
@NullMarked
package org.gengfu.analytics.replay;

import org.jspecify.annotations.NullMarked;
