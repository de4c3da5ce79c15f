package org.viaduc.connectors;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/** A neighbour's answer, of which no more is read than an answer may hold. The connection of a longer one is dropped. */
final class BoundedAnswer extends HttpEntityWrapper {
    /** In bytes: many times a signed receipt. */
    static final int LIMIT = 64 * 1024;

    private final ExecRuntime connection;
    private final int limit;

    private BoundedAnswer(HttpEntity answer, ExecRuntime connection, int limit) {
        super(answer);
        this.connection = connection;
        this.limit = limit;
    }

    static ClassicHttpResponse bound(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        return bound(request, scope, chain, LIMIT);
    }

    /** The same for answers of another length. @param limit in bytes */
    static ExecChainHandler upTo(int limit) {
        return (request, scope, chain) -> bound(request, scope, chain, limit);
    }

    private static ClassicHttpResponse bound(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain,
            int limit)
            throws IOException, HttpException {
        var response = chain.proceed(request, scope);
        if (response.getEntity() != null) {
            if (response.getEntity().getContentLength() > limit) {
                scope.execRuntime.discardEndpoint();
                throw new TooLong(limit);
            }
            response.setEntity(new BoundedAnswer(response.getEntity(), scope.execRuntime, limit));
        }
        return response;
    }

    /** The answer is longer than an answer may be. */
    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;

        TooLong(int limit) {
            super("the answer is longer than " + limit / 1024 + " KiB");
        }
    }

    @Override
    public InputStream getContent() throws IOException {
        return new Counted(super.getContent());
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        try (var in = getContent()) {
            in.transferTo(out);
        }
    }

    private final class Counted extends FilterInputStream {
        private int left = limit;

        Counted(InputStream answer) {
            super(answer);
        }

        @Override
        public int read() throws IOException {
            var one = super.read();
            return one < 0 ? one : counted(1, one);
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            var count = super.read(buffer, from, length);
            return count < 0 ? count : counted(count, count);
        }

        private int counted(int count, int read) throws IOException {
            left -= count;
            if (left < 0) {
                connection.discardEndpoint();
                throw new TooLong(limit);
            }
            return read;
        }
    }
}
