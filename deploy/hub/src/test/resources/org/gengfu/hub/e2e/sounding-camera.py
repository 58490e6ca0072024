"""A camera with sound that isn't ours: GStreamer's RTSP server, H.264 and AAC out of a file, without encoding.

    sounding-camera.py FILE PORT      rtsp://127.0.0.1:PORT/cam
"""
import sys

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstRtspServer  # noqa: E402

file, port = sys.argv[1:]
Gst.init(None)
server = GstRtspServer.RTSPServer()
server.set_address("127.0.0.1")
server.set_service(port)
factory = GstRtspServer.RTSPMediaFactory()
factory.set_launch(
    f"( filesrc location={file} ! qtdemux name=d"
    " d.video_0 ! queue ! h264parse config-interval=-1 ! rtph264pay name=pay0 pt=96 mtu=1400"
    " d.audio_0 ! queue ! aacparse ! rtpmp4gpay name=pay1 pt=97 )")
factory.set_shared(True)
server.get_mount_points().add_factory("/cam", factory)
server.attach(None)
print("ready", flush=True)
GLib.MainLoop().run()
