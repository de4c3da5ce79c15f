/**
 * Which version of a mapping translates on a running node, and which routes run: looked at before, switched on, taken back.
 *
 * <p>
 * What is in force stands in the node's {@code mappings/SYSTEM}; candidates, and what was in force before, stand in
 * {@code versions/SYSTEM/VERSION}. Whatever takes the place of something is checked first and takes it as a whole: a fault
 * anywhere, and what was in force stays so. What is under way ends with the tables with which it began.
 */
package org.viaduc.connectors.versions;
