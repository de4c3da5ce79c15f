/** The pages of an integrator: connectors and mappings, and a place to try them; never a file of this department. */
package org.viaduc.web.console.integrator;
