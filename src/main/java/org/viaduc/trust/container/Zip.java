package org.viaduc.trust.container;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

import eu.europa.esig.dss.asic.common.SecureContainerHandlerBuilder;
import eu.europa.esig.dss.asic.common.ZipUtils;
import eu.europa.esig.dss.signature.resources.TempFileResourcesHandlerBuilder;

/** How ZIP files are read and written: by way of scratch files, and never more of them than a container has. */
final class Zip {
    private static final int MOST_FILES = 64;
    private static final ReentrantLock ONE_AT_A_TIME = new ReentrantLock();

    private Zip() {
    }

    interface Work<T> {
        T done() throws IOException;
    }

    /** The library has one handler for the whole program: one container at a time, and its scratch files go with it. */
    static <T> T use(Work<T> work) throws IOException {
        ONE_AT_A_TIME.lock();
        var scratch = new TempFileResourcesHandlerBuilder();
        try {
            ZipUtils.getInstance().setZipContainerHandlerBuilder(new SecureContainerHandlerBuilder()
                    .setMaxAllowedFilesAmount(MOST_FILES).setResourcesHandlerBuilder(scratch));
            return work.done();
        } finally {
            scratch.clear();
            ONE_AT_A_TIME.unlock();
        }
    }
}
