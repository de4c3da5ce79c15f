/** What a system hands over, read without knowing the system: charset, delimiter, row types, columns and their values. */
package org.viaduc.connectors.kit.sample;
