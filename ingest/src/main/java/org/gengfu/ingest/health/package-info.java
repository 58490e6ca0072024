/** Is the stream of a camera well? Judged from what arrives. */
@NullMarked
package org.gengfu.ingest.health;

import org.jspecify.annotations.NullMarked;
