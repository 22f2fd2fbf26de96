#include "core/sandbox/google.h"

#include "core/sandbox/faults.h"
#include "core/sandbox/gate.h"
#include "core/sandbox/people_page.h"
#include "core/sandbox/request_body.h"
#include "core/sandbox/sign_in.h"
#include "core/sandbox/url.h"
#include "core/sandbox/world.h"

#include <array>
#include <ctime>

namespace rowcast::sandbox {

namespace {

const Endpoints& endpoints() {
    static const auto kEndpoints = [] {
        Endpoints all;
        addSpreadsheetEndpoints(all);
        addValuesEndpoints(all);
        addFileEndpoints(all);
        addListEndpoints(all);
        addPermissionEndpoints(all);
        addCommentEndpoints(all);
        addFormEndpoints(all);
        return all;
    }();
    return kEndpoints;
}

std::string httpDate(WallTime now) {
    const std::time_t seconds = now.time_since_epoch().count() / 1000;
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    std::array<char, 40> text{};
    return {text.data(), std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts)};
}

Route routeOf(const World& world, const std::string& verb, const std::vector<std::string>& path) {
    Route route;
    if (path.empty()) return route;
    if (path[0] == "v4") {
        route.api = "sheets";
        route.discovery = &world.sheets;
    } else if (path[0] == "drive") {
        route.api = "drive";
        route.discovery = &world.drive;
        route.envelope = Envelope::Drive;
    } else if (path[0] == "v1") {
        route.api = "forms";
        route.discovery = &world.forms;
    } else if (path[0] == "token") {
        route.api = "token";
    }
    if (route.discovery) route.match = route.discovery->match(verb, path);
    return route;
}

Response jsonResponse(int status, const Json& json, Layout layout = Layout::Pretty) {
    Response response;
    response.status = status;
    response.body = write(json, layout);
    return response;
}

bool hasScope(const Method& method, const Scopes& scopes) {
    for (const auto& scope : method.scopes) {
        if (scopes.contains(scope)) return true;
    }
    return false;
}

/// The body's place in the request message, which starts the paths in Google's words.
std::string_view bodyRoot(std::string_view method) {
    if (method == "sheets.spreadsheets.values.update" || method == "sheets.spreadsheets.values.append")
        return "data";
    return method == "sheets.spreadsheets.create" ? "spreadsheet" : "";
}

ApiError badFields(const Route& route, const std::string& fields, const std::string& strange) {
    if (route.envelope == Envelope::Drive)
        return driveError(400, "invalidParameter", "Invalid field selection " + strange, "fields",
                          "parameter");
    ApiError error;
    error.message = "Request contains an invalid argument.";
    error.details =
        badRequestDetails({{strange, "Error expanding 'fields' parameter. Cannot find matching fields for "
                                     "path '" +
                                         (strange.empty() ? fields : strange) + "'."}});
    return error;
}

/// The `fields` parameter against the response's schema.
Answer<FieldMask> replyMask(const Route& route, const QueryItems& query) {
    const auto fields = valueOf(query, "fields");
    if (fields.empty() || !route.match.method->response) return FieldMask();
    const auto mask = FieldMask::parse(fields, route.envelope == Envelope::Drive);
    if (!mask) return refuse(badFields(route, fields, fields));
    if (const auto strange = mask->strangeTo(*route.match.method->response))
        return refuse(badFields(route, fields,
                                route.envelope == Envelope::Drive ? strange->substr(strange->rfind('.') + 1)
                                                                  : *strange));
    return *mask;
}

const Token* tokenOf(const World& world, const Request& request, const QueryItems& query, WallTime now) {
    std::string_view token = request.authorization;
    if (token.starts_with("Bearer ")) token.remove_prefix(7);
    const auto fromQuery = valueOf(query, "access_token");
    return world.accounts.find(token.empty() ? std::string_view(fromQuery) : token, now);
}

/// Signed in, allowed, within quota, read: then the endpoint.
Answer<Reply> dispatch(World& world, const Route& route, const Request& request, const QueryItems& query,
                       FieldMask& mask, WallTime now) {
    const auto& method = *route.match.method;
    const auto* token = tokenOf(world, request, query, now);
    if (!token)
        return refuse(
            unauthenticated(route, !request.authorization.empty() || contains(query, "access_token")));
    if (world.options.disabledApis.contains(route.api)) return refuse(serviceDisabled(route));
    if (!hasScope(method, token->scopes)) return refuse(insufficientScopes(route));
    if (route.api == "sheets") {
        if (auto over = world.quota.take(accessOf(method), token->email, now)) return refuse(*over);
    }
    const auto strictness = route.envelope == Envelope::Drive ? Unknown::Ignore : Unknown::Refuse;
    auto parameters = readQuery(query, method, route.discovery->commonParameters(), strictness);
    if (!parameters) return tl::unexpected(parameters.error());
    Json body = Json::object();
    if (method.request) {
        auto read = readBody(request.body, *method.request, bodyRoot(method.id), strictness);
        if (!read) return tl::unexpected(read.error());
        body = std::move(*read);
    }
    auto wanted = replyMask(route, query);
    if (!wanted) return tl::unexpected(wanted.error());
    mask = *wanted;
    const auto endpoint = endpoints().find(method.id);
    if (endpoint == endpoints().end()) return refuse(notImplemented("the method " + method.id));
    if (method.verb != "GET") ++world.changes;
    const Token caller = *token;
    Call call{world,
              method,
              route.match.parameters,
              *parameters,
              body,
              caller,
              mask,
              contains(query, "fields"),
              valueOf(query, "alt") == "media",
              now};
    return endpoint->second(call);
}

Response notFoundPage(const std::string& target) {
    Response response;
    response.status = 404;
    response.contentType = "text/html; charset=UTF-8";
    response.body =
        "<!DOCTYPE html>\n<html lang=en>\n  <title>Error 404 (Not Found)!!1</title>\n  <p><b>404.</b> The "
        "requested URL <code>" +
        std::string(target.substr(0, target.find('?'))) + "</code> was not found on this server.\n";
    return response;
}

} // namespace

Google::Google(Options options) : m_world(std::make_unique<World>(std::move(options))) {}
Google::~Google() = default;

void Google::setRootUrl(std::string url) {
    m_world->rootUrl = std::move(url);
}
std::string Google::issueServiceAccountKey(std::string email) {
    return m_world->accounts.issueKey(std::move(email), m_world->rootUrl);
}
std::string Google::issueToken(const std::string& email, const std::vector<std::string>& scopes, WallTime now,
                               const std::string& client) {
    m_world->accounts.account(email);
    return m_world->accounts.issueToken(
        {email, client, Scopes(scopes.begin(), scopes.end()), now + m_world->options.tokenLife});
}
std::string Google::issueClient(bool testing) {
    return m_world->accounts.issueClient(m_world->rootUrl, testing);
}
const Counts& Google::counts() const {
    return m_world->counts;
}
void Google::setFaults(FaultPlan plan) {
    m_world->faultRandom.seed(plan.seed);
    m_world->options.faults = std::move(plan);
}
void Google::setQuota(QuotaPlan plan) {
    m_world->options.quota = plan;
    m_world->quota.setPlan(plan);
}

Response Google::answer(const Request& request, WallTime now) {
    const auto question = request.target.find('?');
    const auto path = splitPath(std::string_view(request.target).substr(0, question));
    const auto query =
        parseQuery(question == std::string::npos ? std::string_view()
                                                 : std::string_view(request.target).substr(question + 1));
    auto route = routeOf(*m_world, request.verb, path);
    if (auto signIn = answerSignIn(*m_world, request, path, query, now)) return std::move(*signIn);
    if (auto page = answerPeople(*m_world, request, path, query, now)) return std::move(*page);
    if (!path.empty() && (path[0] == "upload" || path[0] == "batch")) // clients' other doors
        return jsonResponse(501, bodyOf(notImplemented(path[0] + " requests"), route, query));
    if (!route.match.method) return notFoundPage(request.target);
    ++m_world->counts.requests[route.match.method->id];
    const auto pretty = valueOf(query, "prettyPrint");
    const auto layout = pretty == "false" || pretty == "0" ? Layout::Compact : Layout::Pretty;
    FieldMask mask;
    const auto bad = badSystemParameter(route, query);
    auto reply = bad ? Answer<Reply>(refuse(*bad)) : dispatch(*m_world, route, request, query, mask, now);
    if (!reply) { // indented, whatever prettyPrint says
        auto refused = jsonResponse(reply.error().http, bodyOf(reply.error(), route, query));
        if (auto challenge = challengeOf(reply.error(), route); !challenge.empty())
            refused.headers.emplace_back("WWW-Authenticate", std::move(challenge));
        return refused;
    }
    if (reply->json.isNull()) {
        Response raw;
        raw.status = reply->status;
        raw.body = std::move(reply->raw);
        raw.contentType = reply->contentType;
        return raw;
    }
    return jsonResponse(reply->status, mask.prune(reply->json), layout);
}

Response Google::handle(const Request& request, WallTime now) {
    auto& world = *m_world;
    auto& plan = world.options.faults;
    const auto path = splitPath(std::string_view(request.target).substr(0, request.target.find('?')));
    const auto route = routeOf(world, request.verb, path);
    Fault fault = Fault::None;
    Response response;
    if (!route.api.empty()) {
        ++world.counts.total;
        const auto method =
            route.match.method ? std::string_view(route.match.method->id) : std::string_view();
        if (mayHit(plan, route.api, method)) fault = drawFault(plan, world.counts.total, world.faultRandom);
        ++world.counts.faults[fault];
        const auto& latency = world.options.latency;
        if (latency.most.count() > 0)
            response.delay = Millis(std::uniform_int_distribution<std::int64_t>(
                latency.least.count(), latency.most.count())(world.faultRandom));
    }
    const auto delay = response.delay + (fault == Fault::Slow    ? plan.slow
                                         : fault == Fault::Stall ? plan.stall
                                                                 : Millis(0));
    // A 503 may hide a write that was applied.
    const bool applied = fault == Fault::Unavailable503 && world.faultRandom() % 2 == 0;
    const auto error = faultError(fault, route);
    if (fault == Fault::Reset) {
        response.fate = Response::Fate::Reset;
    } else if (error) {
        if (applied) response = answer(request, now);
        response = jsonResponse(error->http, bodyOf(*error, route));
    } else {
        response = answer(request, now);
        if (fault == Fault::Twice) response = answer(request, now);
        if (fault == Fault::Lost)
            response.fate = Response::Fate::Drop;
        else if (fault == Fault::Half)
            response.fate = Response::Fate::Half;
    }
    response.delay = delay;
    ++world.counts.statuses[response.fate == Response::Fate::Send ? response.status : 0];
    response.headers.emplace_back("Date", httpDate(now));
    response.headers.emplace_back("Vary", "Origin");
    response.headers.emplace_back("Cache-Control", "private");
    return response;
}

} // namespace rowcast::sandbox
