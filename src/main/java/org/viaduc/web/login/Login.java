package org.viaduc.web.login;

import java.net.URI;

import org.viaduc.exchange.node.NodeSettings.Password;

/** How people log in to the pages of a node. Clients always show a token. */
public sealed interface Login {
    /** Not at all: the node has no pages. */
    record Closed() implements Login {}

    /**
     * By choosing an invented user, without any check: for a demonstration on one machine and for nothing else. Its tokens
     * bear {@link #ISSUER}, which no name service can ever know (RFC 6761, 6.4).
     */
    record DemonstrationOnly() implements Login {
        public static final URI ISSUER = URI.create("https://demonstration.invalid/issuer");
    }

    /**
     * At the issuer of the tokens: authorization code with PKCE (OpenID Connect Core 3.1, RFC 7636).
     *
     * @param client  this node's pages, as the issuer knows them
     * @param address where browsers reach the pages, without a path
     */
    record OpenId(String client, Password secret, URI address) implements Login {
        public OpenId {
            if (!"https".equals(address.getScheme()) || address.getHost() == null
                    || !(address.getPath().isEmpty() || address.getPath().equals("/")) || address.getQuery() != null) {
                throw new IllegalArgumentException("the address of the pages is https://host, perhaps with a port");
            }
        }

        /** An address below the pages. @param path begins with a slash */
        public URI at(String path) {
            return address.resolve(path);
        }
    }
}
