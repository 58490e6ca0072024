package org.gengfu.ingest.mqtt;

import java.time.Instant;
import org.gengfu.core.faults.Why;
import org.jspecify.annotations.Nullable;

/**
 * How the connection to an enabled broker is.
 *
 * @param brokerId id of the broker
 * @param since since when it stands; null while it does not
 * @param failure why it last failed or ended; null where it never has
 */
record BrokerConnection(String brokerId, @Nullable Instant since, @Nullable Why failure) {}
