/**
 * The registers that the law asks a controller to keep, drawn from what runs: what is done with personal data (RGPD 30(1)) and what
 * went wrong with it (RGPD 33(5)). Offices, sections, days and counts; nobody by name, and nothing of what files hold.
 */
package org.viaduc.exchange.registers;
