/**
 * What both local systems need to run on this machine: where their folder and ports are, how they are told what happens
 * while they run, who may log in. Everything listens on the loopback address only,
 * but for a door that is told otherwise ({@code --host}), as inside a container.
 */
package org.viaduc.cli.demo.local;
