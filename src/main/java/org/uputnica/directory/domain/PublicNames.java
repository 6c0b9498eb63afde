package org.uputnica.directory.domain;

/**
 * What a request is shown under: public names, and nothing else of the directory.
 *
 * @param service name of the service that is asked
 * @param receiver name of its organisation
 * @param sender name of the organisation that asks; empty where the directory does not know it
 */
public record PublicNames(String service, String receiver, String sender) {}
