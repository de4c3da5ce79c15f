package org.viaduc.cli.demo.ardoise;

import java.sql.SQLException;

import org.apache.cxf.binding.soap.Soap11;
import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.helpers.DOMUtils;

/** The faults of the WSDL, and plain ones for calls that it does not have. */
final class ServiceFault {
    private ServiceFault() {
    }

    static SoapFault unknownFile(String number) {
        return declared("DossierInconnu", "no such file", "numeroDossier", number);
    }

    /** @param label names rubrics and fields, never what stands in them */
    static SoapFault refused(String code, String label) {
        return declared("DossierRefuse", code, "code", code, "libelle", label);
    }

    static SoapFault malformed(String reason) {
        return new SoapFault(reason, Soap11.getInstance().getSender());
    }

    static SoapFault unavailable(SQLException cause) {
        return new SoapFault("the storage does not answer", cause, Soap11.getInstance().getReceiver());
    }

    private static SoapFault declared(String name, String message, String... namesAndTexts) {
        var document = DOMUtils.createDocument();
        var element = document.createElementNS(ArdoiseService.NAMESPACE, name);
        for (var index = 0; index < namesAndTexts.length; index += 2) {
            var child = document.createElementNS(ArdoiseService.NAMESPACE, namesAndTexts[index]);
            child.setTextContent(namesAndTexts[index + 1]);
            element.appendChild(child);
        }
        var detail = document.createElement("detail");
        detail.appendChild(element);
        var fault = malformed(message);
        fault.setDetail(detail);
        return fault;
    }
}
