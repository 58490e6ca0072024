/** The port behind which a camera's stream comes from: RTSP, libavformat, later others. */
@NullMarked
package org.gengfu.ingest.source;

import org.jspecify.annotations.NullMarked;
