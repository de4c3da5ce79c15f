package org.viaduc.connectors;

import java.util.Set;

import org.apache.camel.ProducerTemplate;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.viaduc.connectors.soap.SoapFaults;
import org.viaduc.exchange.node.DepartmentLine;
import org.viaduc.exchange.node.DepartmentRefuses;
import org.viaduc.exchange.node.LineBroken;
import org.viaduc.exchange.node.NodeSettings.Connector;
import org.viaduc.mapping.DeliverableRecord;
import org.viaduc.model.ExchangeId;

/** Hands records over to departments, each through its connector's deliver route. */
final class Doors implements DepartmentLine {
    private static final Logger LOG = LoggerFactory.getLogger(Doors.class);

    private final ProducerTemplate camel;

    Doors(ProducerTemplate camel) {
        this.camel = camel;
    }

    @Override
    public String deliver(Connector connector, DeliverableRecord record, ExchangeId id) {
        if (record.isRehearsed()) {
            throw new IllegalArgumentException("an example that no decision released is delivered to nobody");
        }
        return handOver(connector, record, id);
    }

    /** Through the connector's deliver route, wherever that leads. */
    String handOver(Connector connector, DeliverableRecord record, ExchangeId id) {
        var answered = camel.send("direct:" + connector.name() + "-deliver", exchange -> {
            exchange.getMessage().setBody(record);
            exchange.getMessage().setHeader("ViaducExchange", id.toString());
        });
        var failure = answered.getException();
        if (failure == null) {
            return answered.getMessage().getBody() instanceof String reference ? reference.strip() : "";
        }
        SoapFaults.security(failure).ifPresent(look -> LOG.atWarn().addKeyValue("connector", connector.name())
                .addKeyValue("exchange", id).log("not delivered, and tried again: {}", look));
        SoapFaults.refusal(failure).ifPresent(code -> {
            throw new DepartmentRefuses(code);
        });
        if (failure instanceof DepartmentRefuses refuses) {
            throw refuses;
        }
        if (failure instanceof HttpOperationFailedException answer && isRefusal(answer.getStatusCode())) {
            throw new DepartmentRefuses("http-" + answer.getStatusCode());
        }
        throw new LineBroken("the connector `" + connector.name() + "` could not hand over exchange " + id, failure);
    }

    /** The request itself is at fault: the same again would be refused again. */
    private static boolean isRefusal(int status) {
        return Set.of(400, 404, 405, 409, 410, 412, 413, 415, 422).contains(status);
    }
}
