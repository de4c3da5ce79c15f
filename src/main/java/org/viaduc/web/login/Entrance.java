package org.viaduc.web.login;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How one gets into a node, beside what its other settings say of the issuer.
 *
 * @param authority the certificate (PEM) by which the issuer's own is vouched for, where no public authority does
 */
public record Entrance(Login login, Optional<Path> authority) {}
