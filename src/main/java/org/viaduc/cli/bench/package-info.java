/**
 * The benchmark: two whole nodes on this machine, and files that arrive at one and are acknowledged by the other.
 *
 * <p>
 * Nothing is shortened: processes of their own, mutual TLS, PostgreSQL with {@code fsync}, journals on both sides. Only the
 * local systems are: a folder that is written to, a folder that is read. What measures stands outside the nodes, and an
 * exchange that does not end delivered, exactly once, makes the run fail.
 */
package org.viaduc.cli.bench;
