package org.viaduc.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import org.viaduc.exchange.node.NodeSettings;

/** Describes the interface (OpenAPI 3.1, at {@code /v3/api-docs}). */
@Configuration(proxyBeanMethods = false)
class Description {
    @Bean
    OpenAPI description(NodeSettings settings) {
        return new OpenAPI()
                .info(new Info().title("Viaduc, nœud / node " + settings.department()).version("1").description(
                        """
                                Ouvrir un échange, demander un dossier, consigner un fait, lire un échange, la corbeille, le journal.
                                Start an exchange, ask for a file, state a fact, read an exchange, the tray, the journal."""))
                .components(new Components().addSecuritySchemes("token",
                        new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer").bearerFormat("JWT")))
                .addSecurityItem(new SecurityRequirement().addList("token"));
    }
}
