/**
 * Which cameras are worth decoding: what makes one active, when it is quiet again, and which
 * keyframes of one that has been quiet for long may be passed over. No I/O, no decoder.
 */
@NullMarked
package org.gengfu.analytics.activity;

import org.jspecify.annotations.NullMarked;
