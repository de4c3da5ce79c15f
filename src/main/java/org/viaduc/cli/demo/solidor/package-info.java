/**
 * Solidor, the local case system of D35: relational and centred on households. Every night it drops CSV into
 * {@code /out} of its SFTP server; whatever arrives in {@code /in} as {@code LIVRAISON_<exchange id>.csv} is imported once
 * per exchange id. It answers nothing.
 *
 * <p>
 * It writes what case workers typed: {@code ;}, windows-1252, CRLF, {@code dd/MM/yyyy}, {@code 1 234,56}, texts with line
 * breaks, its own codes, and personal notes too, for it is not the one who decides what leaves.
 */
package org.viaduc.cli.demo.solidor;
