<%@ page contentType="text/plain" %>
<%--
    What this application sees and uses: a line for each library. A page, not a servlet: it names no API whose package
    differs between the servers.
--%>
<%!
    private static String place(Class<?> type) {
        return String.valueOf(type.getProtectionDomain().getCodeSource().getLocation());
    }
%>
<%
    com.fasterxml.jackson.databind.ObjectMapper mapper = new com.fasterxml.jackson.databind.ObjectMapper();
    out.println("jackson " + mapper.version());
    out.println("json " + mapper.writeValueAsString(java.util.List.of(1, "two")));
    out.println("spring " + org.springframework.core.SpringVersion.getVersion());
    out.println("hibernate " + org.hibernate.Version.getVersionString());
    out.println("hazelcast " + com.hazelcast.internal.nio.IOUtil.class.getPackage().getImplementationVersion());
    out.println("place " + place(mapper.getClass()));
    out.println("place " + place(org.apache.commons.io.IOUtils.class));
    out.println("place " + place(org.apache.commons.compress.compressors.CompressorStreamFactory.class));
    for (String name : request.getParameterValues("class")) {
        String found;
        try {
            found = Class.forName(name, false, Thread.currentThread().getContextClassLoader()).getName();
        } catch (ClassNotFoundException e) {
            found = "not found";
        }
        out.println("class " + name + " " + found);
    }
%>
