/**
 * The command line: one node, the demonstration, and the commands that need no node.
 *
 * <p>
 * Every command has {@code --help}, exits non-zero on failure, prints machine-readable JSON with {@code --json} where it
 * answers something, and writes errors to stderr in the user's words. Commands that need no node start no server.
 */
package org.viaduc.cli;
