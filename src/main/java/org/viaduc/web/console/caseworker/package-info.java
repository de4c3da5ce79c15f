/** The pages of a case worker: what waits, what is stated, what is started. Each act is the same as over the interface. */
package org.viaduc.web.console.caseworker;
