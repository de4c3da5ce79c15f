/**
 * Ardoise, the local case system of D44: one file a person, reached through a SOAP 1.1 service whose contract is
 * {@code wsdl/ardoise.wsdl}. It is asked for what changed, and takes deliveries, each exchange id once.
 *
 * <p>
 * It serves what case workers wrote, personal notes too, for it is not the one who decides what leaves. A fault names
 * rubrics and fields, never what stands in them.
 */
package org.viaduc.cli.demo.ardoise;
