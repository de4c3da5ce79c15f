/**
 * What a person may see of who received what about them (CRPA R114-9-7, RGPD 15): the rule book's road {@code person-access}
 * answers kind by kind, and a short list of limits, each with its law, hides what would betray the rest.
 *
 * <p>
 * Hidden and never happened look the same. A limit that cannot be evaluated hides.
 */
package org.viaduc.policy.view;
