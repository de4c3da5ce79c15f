package org.viaduc.trust.container;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What stood in a container.
 *
 * @param files    the files that it is meant to hold, copied out: those with a fault too, so that it can be found in them
 * @param signer   whose signature it bears; whether that key is to be believed, its reader has to know
 * @param signedAt when the signer says that it signed, UTC
 * @param faults   empty when the signature stands and covers every file
 */
public record OpenedContainer(List<Path> files, Optional<X509Certificate> signer, Optional<Instant> signedAt,
        List<ContainerFault> faults) {
    public OpenedContainer {
        files = List.copyOf(files);
        faults = List.copyOf(faults);
    }

    /** The same, but its signer is not the one of what is in it. */
    public OpenedContainer foreign() {
        return with(ContainerFault.What.FOREIGN_SIGNER);
    }

    /** The same, but nothing that it holds is of a journal. */
    public OpenedContainer empty() {
        return with(ContainerFault.What.EMPTY);
    }

    private OpenedContainer with(ContainerFault.What fault) {
        var more = new ArrayList<>(faults);
        more.add(ContainerFault.whole(fault));
        return new OpenedContainer(files, signer, signedAt, more);
    }

    public boolean holds() {
        return faults.isEmpty();
    }
}
