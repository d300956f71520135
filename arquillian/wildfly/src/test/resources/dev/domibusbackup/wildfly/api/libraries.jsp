<%@ page contentType="text/plain" trimDirectiveWhitespaces="true" %><%--
    What this application sees and uses: a line for each library. A page, not a servlet: it names no API whose package
    differs between the servers.
--%>
jackson <%= new com.fasterxml.jackson.databind.ObjectMapper().version() %>
json <%= new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(java.util.List.of(1, "two")) %>
spring <%= org.springframework.core.SpringVersion.getVersion() %>
hibernate <%= org.hibernate.Version.getVersionString() %>
hazelcast <%= com.hazelcast.internal.nio.IOUtil.class.getPackage().getImplementationVersion() %>
commons-io <%= org.apache.commons.io.IOUtils.class.getProtectionDomain().getCodeSource().getLocation() %>
commons-compress <%= org.apache.commons.compress.compressors.CompressorStreamFactory.class.getProtectionDomain().getCodeSource().getLocation() %>
<% for (String name : request.getParameterValues("class")) {
    String found;
    try {
        found = Class.forName(name, false, Thread.currentThread().getContextClassLoader()).getName();
    } catch (ClassNotFoundException e) {
        found = "not found";
    }
%>class <%= name %> <%= found %>
<% } %>
