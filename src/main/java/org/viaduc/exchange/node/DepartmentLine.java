package org.viaduc.exchange.node;

import org.viaduc.mapping.DeliverableRecord;
import org.viaduc.model.ExchangeId;

/** The need to hand a record over to a department; the doors fulfil it. */
public interface DepartmentLine {
    /**
     * Hands the record over, with the exchange id so that the department can recognise a repeat.
     *
     * @return the department's own reference for it, or an empty text; it stays in this node
     * @throws LineBroken        when the outcome is unknown: try again with the same id
     * @throws DepartmentRefuses when the department's system does not take it
     */
    String deliver(NodeSettings.Connector connector, DeliverableRecord record, ExchangeId exchange);
}
