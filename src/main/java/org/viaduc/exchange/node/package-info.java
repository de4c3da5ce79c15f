/**
 * What a node is told about itself, and what it needs from its doors.
 *
 * <p>
 * {@link org.viaduc.exchange.node.NodeSettings} and {@link org.viaduc.exchange.node.Habilitations} are complete and checked
 * before anything starts. {@link org.viaduc.exchange.node.PeerLine} and {@link org.viaduc.exchange.node.DepartmentLine} are
 * needs that the doors fulfil: an outcome that nobody knows is {@link org.viaduc.exchange.node.LineBroken}, a department's no
 * is {@link org.viaduc.exchange.node.DepartmentRefuses}.
 *
 * <p>
 * Nothing here does anything by itself.
 */
package org.viaduc.exchange.node;
