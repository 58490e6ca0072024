/** Rules tried over what was recorded: ports and facts. See docs/design/replay.md. */
@NullMarked
package org.gengfu.core.replay;

import org.jspecify.annotations.NullMarked;
