/** Readings on disk between their acknowledgement and the database. */
@NullMarked
package org.gengfu.ingest.spool;

import org.jspecify.annotations.NullMarked;
