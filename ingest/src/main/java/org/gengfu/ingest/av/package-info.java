/**
 * Streams that RTSP can't bring, through libavformat: files, HTTP-FLV, HLS, RTMP, MJPEG; and the
 * transcoder. {@link org.gengfu.ingest.av.AvSource} and {@link org.gengfu.ingest.av.Transcoders}
 * are the ways in. JavaCV's types stay here.
 */
@NullMarked
package org.gengfu.ingest.av;

import org.jspecify.annotations.NullMarked;
