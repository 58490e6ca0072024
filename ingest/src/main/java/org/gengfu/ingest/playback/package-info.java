/**
 * Recordings for people to watch and to keep: any stretch of time as one MP4 file that exists only
 * while it is read, or over a live socket at many times its speed. {@link
 * org.gengfu.ingest.playback.Playback} is the way in.
 */
@NullMarked
package org.gengfu.ingest.playback;

import org.jspecify.annotations.NullMarked;
