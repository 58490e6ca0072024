package org.gengfu.simulator.scene;

/**
 * Where something is and what it does.
 *
 * @param x on the ground
 * @param z on the ground
 * @param heading in radians, 0 away from the camera, growing to the right
 * @param distance metres covered, for the swing of legs and wheels
 * @param speed metres a second; 0 for standing
 */
record Pose(double x, double z, double heading, double distance, double speed) {}
