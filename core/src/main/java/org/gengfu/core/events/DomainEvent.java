package org.gengfu.core.events;

import java.util.List;
import org.gengfu.core.cases.Case;
import org.gengfu.core.cases.CaseStep;
import org.gengfu.core.media.CameraStatus;
import org.gengfu.core.sensing.Reading;

/** Something that has happened and is committed. */
public sealed interface DomainEvent {
  /** A case was opened or has taken a step. */
  record CaseChanged(Case theCase, CaseStep step) implements DomainEvent {}

  /** A camera has changed its state. */
  record CameraChanged(CameraStatus status) implements DomainEvent {}

  /** Sensors have reported; the readings are in the order of arrival. */
  record ReadingsArrived(List<Reading> readings) implements DomainEvent {}
}
