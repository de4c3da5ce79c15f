package org.viaduc.connectors.kit.certify;

/**
 * How long the huge files are that a connector is tried with, in bytes. What is longer than a reader may hold shows whether it
 * holds it; more of it shows no more.
 *
 * @param file of most forms
 * @param flow of a fund's flow, all families of a month in one
 * @param drop that is fetched through a door
 */
record Volume(long file, long flow, long drop) {
    /** As a department's systems send. */
    static final Volume OF_A_DEPARTMENT = new Volume(24 << 20, 200 << 20, 24 << 20);
}
