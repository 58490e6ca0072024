/** The cameras' side of RTSP 1.0 (RFC 2326) and RTP for H.264 (RFC 6184), on Netty. */
@NullMarked
package org.gengfu.simulator.rtsp;

import org.jspecify.annotations.NullMarked;
