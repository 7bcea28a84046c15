"""Asks `treaty mcp` as an assistant does, with the protocol's own client library."""
import asyncio
import sys

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client


async def main():
    server = StdioServerParameters(command=sys.argv[1], args=["mcp", "--today", "2026-11-24"])
    async with stdio_client(server) as (read, write), ClientSession(read, write) as session:
        await session.initialize()
        tools = await session.list_tools()
        print(",".join(sorted(tool.name for tool in tools.tools)))
        answer = await session.call_tool("status", {"state": "lithuania", "treaty": "ccm", "date": "2025-03-01"})
        report = getattr(answer, "structuredContent", None) or getattr(answer, "structured_content")
        result = report["results"][0]
        print(result["status"], result["withdrawal"]["days_left"], report["data"]["as_of"], report["view"])
        unknown = await session.call_tool("status", {"state": "lithuanai", "treaty": "ccm"})
        print(getattr(unknown, "isError", None) or getattr(unknown, "is_error", None), unknown.content[0].text)


asyncio.run(main())
