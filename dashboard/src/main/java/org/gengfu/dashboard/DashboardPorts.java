package org.gengfu.dashboard;

import org.gengfu.core.accounts.AccountStore;
import org.gengfu.core.accounts.AuditLog;
import org.gengfu.core.cases.CaseDesk;
import org.gengfu.core.doctor.StreamDoctor;
import org.gengfu.core.events.DomainEvents;
import org.gengfu.core.media.AnalysisLoad;
import org.gengfu.core.media.CameraStatuses;
import org.gengfu.core.media.LiveStreams;
import org.gengfu.core.media.Snapshots;
import org.gengfu.core.recording.RecordedVideo;
import org.gengfu.core.recording.RecordingProtection;
import org.gengfu.core.recording.RecordingStatus;
import org.gengfu.core.replay.Replays;
import org.gengfu.core.sensing.ReadingStore;
import org.gengfu.core.sensing.SensorStatuses;
import org.gengfu.core.village.MapStore;
import org.gengfu.core.village.VillageRegistry;
import org.gengfu.dashboard.push.WorkerPageHub;

/** Everything of the hub that the dashboard shows or changes. */
public record DashboardPorts(
    VillageRegistry registry,
    AccountStore accounts,
    MapStore map,
    CaseDesk desk,
    CameraStatuses cameras,
    LiveStreams live,
    RecordedVideo recordings,
    RecordingStatus recordingStatus,
    RecordingProtection protection,
    AuditLog audit,
    Snapshots snapshots,
    AnalysisLoad analysis,
    StreamDoctor doctor,
    SensorStatuses sensors,
    ReadingStore readings,
    Replays replays,
    DomainEvents events,
    WorkerPageHub workerPages) {}
